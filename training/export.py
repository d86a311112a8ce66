"""Step 5: a trained net as the files that the package runs: an int8 encoder for onnxruntime, and the heads.

python -m training.export --net work/student --encoder MINILM --words work/words.json --out DIR
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from dragoman.extract.scoring.thresholds import UNSET, Thresholds
from training.network import ACTS, MODALITIES, TYPES, Net

_OPSET = 17


class _Encoder(nn.Module):
    def __init__(self, encoder: Any) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        hidden: Tensor = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        return hidden


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("net", "encoder", "words", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    given = parser.parse_args()
    export(given.net, given.encoder, json.loads(given.words.read_text(encoding="utf-8")), given.out)


def export(trained: Path, encoder: Path, words: dict[str, Any], out: Path) -> None:
    """Write the model's folder; thresholds and calibration come in the next step."""
    names = json.loads((trained / "names.json").read_text(encoding="utf-8"))
    net = Net(encoder, len(names["features"]), len(names["pair_features"]), 0.0, fresh=True)
    net.load_state_dict(torch.load(trained / "net.pt", weights_only=True))
    net.eval()
    out.mkdir(parents=True, exist_ok=True)
    _encoder(net, out / "encoder.onnx")
    np.savez_compressed(out / "heads.npz", allow_pickle=False, **_heads(net))
    shutil.copyfile(encoder / "tokenizer.json", out / "tokenizer.json")
    thresholds = {name: getattr(UNSET, name) for name in Thresholds.__slots__}
    settings = {"types": TYPES, "modalities": MODALITIES, "acts": ACTS, "words": words, "thresholds": thresholds}
    (out / "names.json").write_text(json.dumps({**names, "settings": settings}, indent=0), encoding="utf-8")


def _encoder(net: Net, path: Path) -> None:
    example = torch.ones(1, 16, dtype=torch.long)
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the exporter warns of every constant that it takes for one
        whole = Path(folder) / "whole.onnx"
        axes = {"ids": {0: "b", 1: "n"}, "mask": {0: "b", 1: "n"}, "hidden": {0: "b", 1: "n"}}
        torch.onnx.export(
            _Encoder(net.encoder), (example, example), str(whole), input_names=["ids", "mask"],
            output_names=["hidden"], dynamic_axes=axes, opset_version=_OPSET, dynamo=False,
        )  # fmt: skip
        quantize_dynamic(whole, path, weight_type=QuantType.QInt8, per_channel=True)


def _heads(net: Net) -> dict[str, np.ndarray[Any, Any]]:
    weights = {
        "out": net.out.weight.T, "out_bias": net.out.bias, "bag": net.bag.weight[:-1], "types": net.types.weight,
        "pair_in": net.pair_in.weight.T, "pair_in_bias": net.pair_in.bias, "pair_out": net.pair_out.weight.T,
        "pair_out_bias": net.pair_out.bias, "pair_bag": net.pair_bag.weight[:-1],
    }  # fmt: skip
    return {name: one.detach().numpy().astype(np.float16) for name, one in weights.items()}


if __name__ == "__main__":
    main()
