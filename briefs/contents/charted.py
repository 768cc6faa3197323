"""A chart stands under the first of the tables, before whatever the second opens with."""

from collections.abc import Sequence

from briefs.blocks import Block, Chart, Heading, Table


def with_chart(blocks: Sequence[Block], chart: Chart | None) -> tuple[Block, ...]:
    if chart is None:
        return tuple(blocks)
    first = next((place for place, block in enumerate(blocks) if isinstance(block, Table)), -1)
    ends = [place for place, block in enumerate(blocks) if isinstance(block, Heading) and place > first]
    at = ends[0] if ends else len(blocks)
    return (*blocks[:at], chart, *blocks[at:])
