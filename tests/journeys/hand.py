"""A hand at a keyboard and a mouse: what it does is typed and clicked, and counted."""

from playwright.sync_api import Locator, Page, expect


class Hand:
    def __init__(self, page: Page, house: str) -> None:
        self.page, self.house = page, house
        self.keystrokes = self.clicks = 0

    def click(self, target: Locator) -> None:
        self.clicks += 1
        target.click()

    def write(self, field: Locator, text: str) -> None:
        """Into an empty field, or over what stands in it."""
        self.click(field)
        if field.input_value():
            self.page.keyboard.press("Control+A")
            self.keystrokes += 1
        self.page.keyboard.insert_text(text) if "\n" in text else self.page.keyboard.type(text)
        self.keystrokes += len(text)

    def choose(self, field: Locator, value: str) -> None:
        """An entry of a list: by its value, else by its words."""
        self.clicks += 2
        options = field.evaluate("one => [...one.options].map(option => [option.value, option.label.trim()])")
        fits = [key for key, words in options if value in (key, words)]
        fits += [key for key, words in options if words.startswith((f"{value} ", f"{value}("))]
        found = next(iter(fits), None)
        assert found is not None, f"{value} is not offered at {self.page.url}: {options}"
        field.select_option(value=found)

    def fill(self, form: Locator, told: dict[str, str]) -> None:
        """Each field by its name, as whatever it is: a list, a box to tick, or text."""
        for name, value in told.items():
            field = form.locator(f"[name='{name}']").first
            self._open(field)
            if field.evaluate("one => one.tagName") == "SELECT":
                self.choose(field, value)
            elif field.get_attribute("type") == "checkbox":
                if (value == "1") != field.is_checked():
                    self.click(field)
            else:
                self.write(field, value)

    def _open(self, field: Locator) -> None:
        """What lies behind 더 입력 is opened first."""
        closed = field.locator("xpath=ancestor::details[not(@open)]")
        while closed.count():
            self.click(closed.first.locator("> summary"))

    def press(self, name: str) -> None:
        self.click(self.page.get_by_role("button", name=name, exact=True).first)

    def follow(self, part_of_address: str) -> None:
        """A link on the page, by a part of where it leads."""
        self.click(self.page.locator(f"a[href*='{part_of_address}']").first)

    def sign_in(self, username: str, password: str) -> None:
        self.page.goto(self.house)
        self.write(self.page.get_by_label("아이디"), username)
        self.write(self.page.get_by_label("비밀번호", exact=True), password)
        self.press("로그인")
        expect(self.page.get_by_role("button", name="나가기")).to_be_visible()

    def sign_out(self) -> None:
        self.press("나가기")

    def saved(self) -> None:
        """The page said so; else the test stops with what the page said instead."""
        if self.page.locator(".refusals").count():
            told = self.page.locator(".refusals, .errors").all_inner_texts()
            raise AssertionError(f"refused at {self.page.url}: {told}")
