"""When a single word that is waited for was said."""

import pytest

from speech.recognising.short_answers import ASKED, BELIEVED, OFTEN, Decoded, likely_now, verdict

YES = Decoded("그래", 20.0)


@pytest.mark.parametrize(
    ("better_by", "expected"),
    [(BELIEVED + 0.1, "said"), (BELIEVED - 0.1, "doubtful"), (ASKED + 0.1, "doubtful"), (ASKED - 0.1, "talk")],
)
def test_how_much_better_than_all_else_it_has_to_be(better_by, expected):
    others = [Decoded("그래서 말인데", YES.likelihood - better_by), Decoded("그 애", YES.likelihood - better_by - 9)]
    assert verdict(YES, others) == expected


def test_the_same_word_with_another_list_does_not_speak_against_it():
    assert verdict(YES, [Decoded("그래", 90.0)]) == "said"
    assert verdict(YES, [Decoded("그래", 90.0), Decoded("틀어", 30.0)]) == "talk"


def test_only_what_is_given_often_is_waited_for():
    assert likely_now(["네"] * OFTEN + ["아니"] * (OFTEN - 1)) == ("네",)
