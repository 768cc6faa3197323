"""Who signs for a local government: 지방자치법 제106조 names the heads of 시·도, 시, 군 and 자치구."""

HEADS = {"시": "장", "도": "지사", "군": "수", "구": "청장"}
UNKNOWN = "《발신 명의》"


def head_of(register: str) -> str:
    """``광주광역시장`` ``전북특별자치도지사`` ``완주군수`` ``동구청장``"""
    head = HEADS.get(register[-1:])
    return f"{register}{head}" if head else UNKNOWN
