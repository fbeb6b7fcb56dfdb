"""Many small comparisons from Python, with nothing but the standard library: python3 docs/examples/sweep.py

One process of Forewarned stays open: a scenario goes in as a line of JSON, its result comes out as a line of JSON.
"""
import json
import shutil
import subprocess
from pathlib import Path

# The command where it is installed, else that of the checkout this file is in.
installed = shutil.which("forewarned")
command = [installed] if installed else ["node", str(Path(__file__).resolve().parents[2] / "bin" / "forewarned.mjs")]

process = subprocess.Popen(
    [*command, "run", "--stdin"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
)


def compare(risk, tolerance):
    """Decision quality gained by each design, per 1,000 people, at these numbers."""
    scenario = {
        "scenario": "north-africa-2023",
        "designs": ["film", "parents"],
        "parameters": {"appraisal.risk": risk, "dissonance.tolerance": tolerance},
        "people": 500,
        "weeks": 60,
        "replicates": 2,
        "draws": 1,
    }
    process.stdin.write(json.dumps(scenario) + "\n")
    result = json.loads(process.stdout.readline())
    if not result["ok"]:
        raise ValueError(result.get("problems") or result["failures"])
    return {
        design["id"]: 1000 * design["differences"]["decision_quality"]["mean"]
        for design in result["designs"]
        if design["id"] != "no-campaign"
    }


for risk in (0.8, 2.0):
    print(f"weight of risk {risk}:", compare(risk, 0.25))

process.stdin.close()
assert process.wait() == 0

# With the EMA Workbench (not tried here), `compare` is the function of a model:
#
#     from ema_workbench import Model, RealParameter, ScalarOutcome, perform_experiments
#     model = Model("forewarned", function=compare)
#     model.uncertainties = [RealParameter("risk", 0.8, 2.4), RealParameter("tolerance", 0.15, 0.5)]
#     model.outcomes = [ScalarOutcome("film"), ScalarOutcome("parents")]
#     experiments, outcomes = perform_experiments(model, 100)
