"""Makes optimiser-runs.json: runs of PyTorch in float64, as `python3 optimiser-runs.py > optimiser-runs.json`.

`steps`: three numbers that begin at START and are changed by the gradients of GRADIENTS, one row a step, whatever
their values are; after each step all three. `runs`: the article's network and samples, its losses before each step.
"""

import json
import math
import random

import torch

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)

OPTIMISERS = {
    "sgd": lambda p, lr, **o: torch.optim.SGD(p, lr=lr, **o),
    "momentum": lambda p, lr, momentum=0.9, **o: torch.optim.SGD(p, lr=lr, momentum=momentum, **o),
    "nesterov": lambda p, lr, momentum=0.9, **o: torch.optim.SGD(p, lr=lr, momentum=momentum, nesterov=True, **o),
    "adagrad": lambda p, lr, **o: torch.optim.Adagrad(p, lr=lr, **o),
    "rmsprop": lambda p, lr, **o: torch.optim.RMSprop(p, lr=lr, **o),
    "adam": lambda p, lr, **o: torch.optim.Adam(p, lr=lr, **o),
}
SCHEDULES = {
    None: lambda o, steps: torch.optim.lr_scheduler.LambdaLR(o, lambda _: 1),
    "step": lambda o, steps: torch.optim.lr_scheduler.StepLR(o, step_size=math.ceil(steps / 3), gamma=0.1),
    "cosine": lambda o, steps: torch.optim.lr_scheduler.CosineAnnealingLR(o, T_max=steps),
}
START = [0.5, -1.25, 3.0]
GRADIENTS = [[0.3, -2.0, 0.0], [0.3, 1.5, 0.0], [-0.1, 1e-3, 4.0], [1e-6, -7.0, 0.0], [0.0, 0.0, 0.0], [2.5, 0.4, -1e3],
             [2.5, 0.4, 1e-9], [-0.7, 0.2, 0.9]]
XS = [[2, 3, -1], [3, -1, 0.5], [0.5, 1, 1], [1, 1, -1]]
YS = [1, -1, -1, 1]
SIZES = [3, 4, 4, 1]
STEPS = 25
SEED = 7


def made(optimiser, parameters, lr, momentum=None, decay=0.0):
    options = {"weight_decay": decay}
    if momentum is not None:
        options["momentum"] = momentum
    return OPTIMISERS[optimiser](parameters, lr, **options)


def path(optimiser, lr, momentum=None, decay=0.0, clip=None):
    x = torch.tensor(START, requires_grad=True)
    change = made(optimiser, [x], lr, momentum, decay)
    rows = []
    for gradient in GRADIENTS:
        x.grad = torch.tensor(gradient)
        if clip is not None:
            torch.nn.utils.clip_grad_norm_([x], clip)
        change.step()
        rows.append(x.tolist())
    return rows


def bounds(init, inputs, outputs):
    """What torch.nn.init draws between; biases begin at 0 unless they are drawn as weights are."""
    gain = {"xavier": 1.0, "he": torch.nn.init.calculate_gain("relu")}
    if init == "uniform":
        return 1.0, 1.0
    if init == "xavier":
        return gain[init] * math.sqrt(6 / (inputs + outputs)), 0.0
    return gain[init] * math.sqrt(3 / inputs), 0.0


def network(init):
    """Drawn by CPython's random numbers, layer by layer, neuron by neuron, the bias behind its weights."""
    random.seed(SEED)
    layers = []
    for inputs, outputs in zip(SIZES, SIZES[1:]):
        w, b = bounds(init, inputs, outputs)
        rows = []
        for _ in range(outputs):
            weights = [random.uniform(-w, w) for _ in range(inputs)]
            rows.append((weights, random.uniform(-b, b) if b else 0.0))
        layers.append((torch.tensor([r[0] for r in rows], requires_grad=True),
                       torch.tensor([r[1] for r in rows], requires_grad=True)))
    return layers


def losses(optimiser, lr, momentum=None, decay=0.0, clip=None, schedule=None, init="uniform"):
    layers = network(init)
    parameters = [one for layer in layers for one in layer]
    change = made(optimiser, parameters, lr, momentum, decay)
    rates = SCHEDULES[schedule](change, STEPS)
    found = []
    for _ in range(STEPS):
        out = torch.tensor(XS, dtype=torch.float64)
        for weights, bias in layers:
            out = torch.tanh(out @ weights.T + bias)
        loss = ((out[:, 0] - torch.tensor(YS, dtype=torch.float64)) ** 2).sum()
        change.zero_grad()
        loss.backward()
        if clip is not None:
            torch.nn.utils.clip_grad_norm_(parameters, clip)
        change.step()
        rates.step()
        found.append(loss.item())
    return found


RATES = {"sgd": 0.05, "momentum": 0.02, "nesterov": 0.02, "adagrad": 0.2, "rmsprop": 0.02, "adam": 0.05}
VARIED = [{}, {"decay": 0.1}, {"clip": 0.5}]
STEPPED = [dict(optimiser=name, lr=lr, **more) for name, lr in RATES.items() for more in VARIED] + [
    {"optimiser": "sgd", "lr": 0.05, "momentum": 1.0},
    {"optimiser": "nesterov", "lr": 0.05, "momentum": 0.5, "decay": 0.2},
    {"optimiser": "rmsprop", "lr": 0.05, "momentum": 0.9, "decay": 0.2, "clip": 1.0},
]
TRAINED = [dict(optimiser=name, lr=lr, **more) for name, lr in RATES.items()
           for more in [{}, {"decay": 0.05, "clip": 1.0, "schedule": "cosine"}]] + [
    {"optimiser": "sgd", "lr": 0.1, "schedule": "step"},
    {"optimiser": "sgd", "lr": 0.05, "init": "xavier"},
    {"optimiser": "adam", "lr": 0.05, "init": "he", "schedule": "step"},
]

if __name__ == "__main__":
    about = f"Made by optimiser-runs.py with PyTorch {torch.__version__} in float64."
    print(json.dumps({
        "about": about,
        "start": START,
        "gradients": GRADIENTS,
        "steps": [{"how": how, "after": path(**how)} for how in STEPPED],
        "seed": SEED,
        "runs": [{"how": how, "losses": losses(**how)} for how in TRAINED],
    }, indent=1))
