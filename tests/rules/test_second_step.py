from datetime import UTC, datetime, timedelta

from bridgework.rules.second_step import GRACE, is_locked_out

NOW = datetime(2026, 11, 22, 16, tzinfo=UTC)


def test_nobody_is_locked_out_where_it_is_left_to_them() -> None:
    assert not is_locked_out(None, NOW, has_one=False)


def test_there_is_time_to_set_one_up() -> None:
    asked_from = NOW + GRACE
    assert not is_locked_out(asked_from, asked_from - timedelta(seconds=1), has_one=False)
    assert is_locked_out(asked_from, asked_from, has_one=False)
    assert not is_locked_out(asked_from, asked_from, has_one=True)
