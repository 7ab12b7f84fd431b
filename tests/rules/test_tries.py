from datetime import timedelta

from bridgework.rules.tries import shut_for

LINK_LIVES = timedelta(days=60)
BIRTH_DATES = 30_000


def test_half_an_hour_first_and_then_longer_up_to_a_week() -> None:
    assert [shut_for(times) / timedelta(hours=1) for times in (1, 2, 3, 9, 10, 5_000)] == [0.5, 1, 2, 128, 168, 168]


def test_who_has_only_the_link_guesses_next_to_nothing_while_it_lives() -> None:
    rounds, passed = 1, shut_for(1)
    while passed < LINK_LIVES:
        rounds += 1
        passed += shut_for(rounds)
    assert rounds * 5 / BIRTH_DATES < 0.003
