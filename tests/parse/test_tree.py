from tests.parse.trees import grow
def test_x() -> None:
    assert grow("Go/VB/ROOT/0").span == (0, 2)
