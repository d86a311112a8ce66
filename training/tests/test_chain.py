"""The whole chain on a tiny invented set: that each step takes what the one before made, and the package runs it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, trainers
from transformers import BertConfig, BertModel

from dragoman.extract.scoring.network import FILES, Network
from dragoman.extract.scoring.reader import Reader
from dragoman.pipeline import RULES, Coder
from training import calibrate, codes, export, points, train
from training.data import load
from training.network import SCORES

REPORTS: list[dict[str, Any]] = [
    {
        "id": "one", "published": "2014-03-02",
        "text": "Chad expels envoy\nChad expelled the ambassador of Niger on Sunday. "
        "Niger vowed to answer within a week.",
        "records": [
            {
                "kind": "event", "type": "SANCTION", "modality": "actual", "central": True, "trigger": "expelled",
                "evidence": "Chad expelled the ambassador of Niger on Sunday.", "actors": ["TCD GOV"],
                "recipients": ["NER GOV"], "actors_text": ["Chad"], "recipients_text": ["the ambassador of Niger"],
            },
            {
                "kind": "position", "act": "pledge", "content": "to answer within a week",
                "evidence": "Niger vowed to answer within a week.",
            },
        ],
    },
    {
        "id": "two", "published": "1996-07-19",
        "text": "Fiji and Tonga held talks in Suva. Tonga refused to sign a treaty.",
        "records": [
            {
                "kind": "event", "type": "CONSULT", "modality": "actual", "central": True, "trigger": "talks",
                "evidence": "Fiji and Tonga held talks in Suva.", "actors": ["FJI GOV", "TON GOV"], "recipients": [],
                "actors_text": ["Fiji", "Tonga"], "recipients_text": [],
            },
            {
                "kind": "event", "type": "REJECT", "modality": "actual", "central": False, "trigger": "refused",
                "evidence": "Tonga refused to sign a treaty.", "actors": ["TON GOV"], "recipients": [],
                "actors_text": ["Tonga"], "recipients_text": [],
            },
        ],
    },
]  # fmt: skip


@pytest.fixture(scope="module")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A BERT of two layers that knows nothing, with a tokenizer of the reports' words."""
    folder = tmp_path_factory.mktemp("encoder")
    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]"))  # noqa: S106
    tokenizer.normalizer = normalizers.BertNormalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    trainer = trainers.WordPieceTrainer(vocab_size=200, special_tokens=["[PAD]", "[UNK]", "[CLS]", "[SEP]"])
    tokenizer.train_from_iterator([str(report["text"]) for report in REPORTS], trainer)
    tokenizer.save(str(folder / "tokenizer.json"))
    config = BertConfig(
        vocab_size=tokenizer.get_vocab_size(), hidden_size=32, num_hidden_layers=2, num_attention_heads=2,
        intermediate_size=64, max_position_embeddings=512,
    )  # fmt: skip
    torch.manual_seed(0)
    BertModel(config, add_pooling_layer=False).save_pretrained(folder)
    return folder


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder(RULES)


@pytest.fixture(scope="module")
def pointed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The points of the reports, as the first step writes them."""
    folder = tmp_path_factory.mktemp("work")
    reports = folder / "reports.jsonl"
    reports.write_text("".join(json.dumps(report) + "\n" for report in REPORTS), encoding="utf-8")
    points.run(reports, folder / "reports.jsonl.gz", None)
    return folder


@pytest.fixture(scope="module")
def trained(pointed: Path, encoder: Path) -> Path:
    recipe = train.Recipe(epochs=12, windows=2, dropout=0.0, feature_dropout=0.0, encoder_rate=2e-3, head_rate=1e-2)
    train.train(load(pointed / "reports.jsonl.gz"), encoder, pointed / "net", recipe)
    return pointed / "net"


@pytest.fixture(scope="module")
def model(pointed: Path, trained: Path, encoder: Path) -> Path:
    """The exported and calibrated model."""
    words = json.loads((pointed / "words.json").read_text(encoding="utf-8"))
    export.export(trained, encoder, words, pointed / "model")
    calibrate.run(pointed / "model", pointed / "reports.jsonl")
    return pointed / "model"


def _coded(path: Path) -> dict[str, Any]:
    rows = {}
    for report in load(path):
        for sentence in report["sentences"]:
            for point in sentence["points"]:
                rows[report["text"][slice(*point["span"])]] = point
    return rows


def test_points_carry_what_readers_coded(pointed: Path) -> None:
    rows = _coded(pointed / "reports.jsonl.gz")
    assert rows["expelled"]["event"]["type"] == "SANCTION"
    assert rows["answer"]["act"] == "pledge"
    assert "event" not in rows["vowed"]
    assert sorted(role for role in rows["talks"]["roles"] if role) == [1, 1]


def test_training_again_gives_the_same_weights(pointed: Path, encoder: Path) -> None:
    recipe = train.Recipe(epochs=1, windows=2)
    nets = []
    for name in ("first", "second"):
        train.train(load(pointed / "reports.jsonl.gz"), encoder, pointed / name, recipe)
        nets.append(torch.load(pointed / name / "net.pt", weights_only=True))
    assert all(torch.equal(nets[0][key], nets[1][key]) for key in nets[0])


def test_a_net_learns_what_it_is_shown(pointed: Path, trained: Path, encoder: Path) -> None:
    rows, pairs = codes.codes(load(pointed / "reports.jsonl.gz"), trained, encoder)
    assert rows.shape[1] == SCORES
    assert len(pairs) == sum(len(p["pairs"]) for p in _coded(pointed / "reports.jsonl.gz").values())
    losses = json.loads((trained / "log.json").read_text(encoding="utf-8"))["epochs"]
    assert losses[-1]["loss"] < losses[0]["loss"] / 2


def test_the_package_runs_what_was_exported(
    model: Path, trained: Path, encoder: Path, pointed: Path, coder: Coder
) -> None:
    assert all((model / name).is_file() for name in FILES)
    reader = Reader(coder.lexicon, model)
    rows, _ = codes.codes(load(pointed / "reports.jsonl.gz"), trained, encoder)
    readings = []
    for report in REPORTS:
        parse, mentions = points.parsed(coder, report)
        readings += reader.read(parse, mentions, coder.by_rules(coder.basis(parse, mentions)))
    assert len(readings) == len(rows)
    types = np.array([reading.types for reading in readings])
    wanted = torch.tensor(rows[:, : types.shape[1]]).softmax(1).numpy()
    assert np.abs(types - wanted).max() < 0.1  # eight bits instead of thirty-two


def test_a_model_without_a_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(Exception, match=r"encoder\.onnx"):
        Network(tmp_path)
