"""The tutorial's network in PyTorch, measured on request.

A request is a line of JSON on standard input, its answer a line of JSON on standard output:

    {"id": 1, "op": "hello"}                 -> {"id": 1, "result": {"version", "threads", "devices"}}
    {"id": 2, "op": "prepare", "device": "cpu", "job": {...}}   -> {"id": 2, "result": null}
    {"id": 3, "op": "run"}                   -> {"id": 3, "result": milliseconds}
    {"id": 4, "op": "release"}               -> {"id": 4, "result": null}

A failure is answered with {"id", "error"}. Jobs are those of protocol.ts; those of an epoch also carry
"files", where the reviews lie, "variant" and "maxLen". It ends with its standard input.

PyTorch has dropout between its LSTM layers but none on the recurrent state: that part of the tutorial's
network it is spared. Shapes: B batch, T time steps, E embedding size, H units, V vocabulary.
"""

import json
import math
import os
import random
import sys
import time

import numpy as np
import torch
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence

DROPOUT = 0.2
DENSE_UNITS = 128
NUM_CLASSES = 2
LEARNING_RATE = 0.001
FIRST_WORD_ID = 4
# Enough that no batch is read twice in a row.
NUM_BATCHES = 4
# As the app does it: batches of like lengths are formed within windows of so many batches.
WINDOW_BATCHES = 50
BATCH_SIZE = 64
EVALUATION_BATCH_SIZE = 256


class Classifier(nn.Module):
    def __init__(self, num_words, embedding_units, lstm_units, num_layers):
        super().__init__()
        self.embedding = nn.Embedding(num_words, embedding_units)
        self.dropout = nn.Dropout(DROPOUT)
        between = DROPOUT if num_layers > 1 else 0
        self.lstm = nn.LSTM(embedding_units, lstm_units, num_layers, batch_first=True, dropout=between)
        self.head = nn.Sequential(
            nn.Linear(lstm_units, DENSE_UNITS), nn.ReLU(), nn.Linear(DENSE_UNITS, NUM_CLASSES)
        )

    def forward(self, ids, lengths=None, is_packed=False):
        """Logits [B, 2] of ids [B, T]; the state is read after each row's last real word."""
        x = self.dropout(self.embedding(ids))
        if is_packed:
            packed = pack_padded_sequence(x, lengths.cpu(), batch_first=True, enforce_sorted=False)
            _, (h, _) = self.lstm(packed)
            return self.head(h[-1])
        outputs, _ = self.lstm(x)
        if lengths is None:
            return self.head(outputs[:, -1])
        rows = torch.arange(len(lengths), device=ids.device)
        return self.head(outputs[rows, lengths - 1])


def synchronise(device):
    if device == "cuda":
        torch.cuda.synchronize()


def train_batch(model, optimizer, loss_function, labels, *inputs):
    optimizer.zero_grad()
    loss = loss_function(model(*inputs), labels)
    loss.backward()
    optimizer.step()
    return loss.item()


class ShapeTask:
    """A training step or a forward pass on generated reviews, all words real."""

    def __init__(self, kind, shape, device):
        self.kind = kind
        self.device = device
        num_words = shape["numWords"]
        self.model = Classifier(
            num_words, shape["embeddingUnits"], shape["lstmUnits"], shape["numLayers"]
        ).to(device)
        self.model.train(kind == "step")
        self.optimizer = torch.optim.Adam(self.model.parameters(), lr=LEARNING_RATE)
        self.loss_function = nn.CrossEntropyLoss()
        size = (NUM_BATCHES, shape["batchSize"], shape["steps"])
        # Word k is drawn about in proportion to 1/k, as in texts (Zipf's law).
        scale = math.log(num_words / FIRST_WORD_ID)
        ids = (FIRST_WORD_ID * torch.exp(torch.rand(size) * scale)).long().clamp(max=num_words - 1)
        self.ids = ids.to(device)
        self.labels = torch.randint(0, NUM_CLASSES, size[:2]).to(device)
        self.next = 0

    def run(self):
        ids, labels = self.ids[self.next], self.labels[self.next]
        self.next = (self.next + 1) % NUM_BATCHES
        synchronise(self.device)
        start = time.perf_counter()
        if self.kind == "step":
            train_batch(self.model, self.optimizer, self.loss_function, labels, ids)
        else:
            with torch.no_grad():
                torch.softmax(self.model(ids), 1).cpu()
        return 1000 * (time.perf_counter() - start)


class Reviews:
    """Encoded reviews as the app prepares them, padded once to max_len: ids [N, max_len]."""

    def __init__(self, files, max_len):
        ids = np.fromfile(files["ids"], dtype="<i4")
        offsets = np.fromfile(files["offsets"], dtype="<u4").astype(np.int64)
        lengths = np.diff(offsets)
        padded = np.zeros((len(lengths), max_len), dtype=np.int64)
        padded[np.arange(max_len) < lengths[:, None]] = ids
        self.ids = torch.from_numpy(padded)
        self.lengths = torch.from_numpy(lengths)
        self.labels = torch.from_numpy(np.fromfile(files["labels"], dtype=np.uint8).astype(np.int64))

    def __len__(self):
        return len(self.labels)


class EpochTask:
    """An epoch from new weights, validation included.

    variant: "padded" to max_len, as most do; "sorted": batches of like lengths, each padded to its longest
    review; "packed": the same as packed sequences.
    """

    def __init__(self, job, device):
        self.device = device
        self.variant = job["variant"]
        self.shape = job["shape"]
        self.training = Reviews(job["files"]["training"], job["maxLen"])
        self.validation = Reviews(job["files"]["validation"], job["maxLen"])
        self.loss_function = nn.CrossEntropyLoss()

    def run(self):
        shape = self.shape
        model = Classifier(
            shape["numWords"], shape["embeddingUnits"], shape["lstmUnits"], shape["numLayers"]
        ).to(self.device)
        optimizer = torch.optim.Adam(model.parameters(), lr=LEARNING_RATE)
        synchronise(self.device)
        start = time.perf_counter()
        model.train()
        for rows in self.training_batches():
            inputs, labels = self.batch(self.training, rows)
            loss = train_batch(model, optimizer, self.loss_function, labels, *inputs)
            if not math.isfinite(loss):
                raise RuntimeError("the loss is no longer a number")
        model.eval()
        num_correct = 0
        with torch.no_grad():
            for rows in self.evaluation_batches():
                inputs, labels = self.batch(self.validation, rows)
                num_correct += (model(*inputs).argmax(1) == labels).sum().item()
        return 1000 * (time.perf_counter() - start)

    def batch(self, reviews, rows):
        lengths = reviews.lengths[rows]
        steps = reviews.ids.shape[1] if self.variant == "padded" else int(lengths.max())
        ids = reviews.ids[rows, :steps].to(self.device)
        labels = reviews.labels[rows].to(self.device)
        return (ids, lengths.to(self.device), self.variant == "packed"), labels

    def training_batches(self):
        order = torch.randperm(len(self.training))
        if self.variant == "padded":
            return order.split(BATCH_SIZE)
        batches = []
        for window in order.split(BATCH_SIZE * WINDOW_BATCHES):
            by_length = window[self.training.lengths[window].argsort()]
            batches.extend(by_length.split(BATCH_SIZE))
        random.shuffle(batches)
        return batches

    def evaluation_batches(self):
        if self.variant == "padded":
            return torch.arange(len(self.validation)).split(EVALUATION_BATCH_SIZE)
        return self.validation.lengths.argsort().split(EVALUATION_BATCH_SIZE)


class Server:
    def __init__(self):
        self.task = None

    def hello(self, _request):
        devices = ["cpu"] + (["cuda"] if torch.cuda.is_available() else [])
        return {"version": torch.__version__, "threads": torch.get_num_threads(), "devices": devices}

    def prepare(self, request):
        job, device = request["job"], request["device"]
        if job["kind"] == "epoch":
            self.task = EpochTask(job, device)
        else:
            self.task = ShapeTask(job["kind"], job["shape"], device)

    def run(self, _request):
        if self.task is None:
            raise RuntimeError("nothing was prepared")
        return self.task.run()

    def release(self, _request):
        self.task = None


def main():
    # Libraries may print: standard output is kept for answers.
    answers = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)
    torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", "1")))
    torch.manual_seed(1)
    random.seed(1)
    server = Server()
    handlers = {
        "hello": server.hello,
        "prepare": server.prepare,
        "run": server.run,
        "release": server.release,
    }
    for line in sys.stdin:
        request = json.loads(line)
        answer = {"id": request["id"]}
        try:
            answer["result"] = handlers[request["op"]](request)
        except Exception as error:  # Told to the caller, who decides what to do without it.
            answer["error"] = f"{type(error).__name__}: {error}"
        answers.write(json.dumps(answer) + "\n")


main()
