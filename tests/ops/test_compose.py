"""The deployment files, checked as far as it goes without a container engine."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from agent_core.settings import Settings

ROOT = Path(__file__).parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES: dict[str, Any] = COMPOSE["services"]
DOCKERFILE = (ROOT / "Dockerfile").read_text()


def test_compose_has_the_services_of_the_design() -> None:
    assert set(SERVICES) == {"gateway", "mongo", "chroma", "prometheus", "grafana"}


@pytest.mark.parametrize("name", SERVICES)
def test_images_are_pinned(name: str) -> None:
    assert re.search(r":v?\d+\.\d+", SERVICES[name]["image"])


@pytest.mark.parametrize("name", SERVICES)
def test_every_volume_and_network_is_declared_and_every_mounted_file_exists(name: str) -> None:
    assert set(SERVICES[name]["networks"]) <= set(COMPOSE["networks"])
    for volume in SERVICES[name].get("volumes", []):
        source = volume.split(":")[0]
        assert (ROOT / source).exists() if source.startswith(".") else source in COMPOSE["volumes"]


@pytest.mark.parametrize("name", SERVICES)
def test_ports_are_open_to_this_machine_only(name: str) -> None:
    assert all(port.startswith("127.0.0.1:") for port in SERVICES[name].get("ports", []))


def test_every_setting_named_in_the_deployment_exists() -> None:
    known = {f"AGENTIC_{name.upper()}" for name in Settings.model_fields} | {"AGENTIC_KNOWLEDGE_CHROMA_URL"}
    named = set(SERVICES["gateway"]["environment"]) | set(re.findall(r"AGENTIC_[A-Z_]+", DOCKERFILE))
    assert named <= known


def test_no_secret_has_a_default() -> None:
    secrets = re.findall(r"\$\{(\w*(?:SECRET|PASSWORD)\w*)([^}]*)\}", (ROOT / "docker-compose.yml").read_text())
    assert secrets
    assert all(rest.startswith(":?") for _, rest in secrets)


def test_the_image_runs_as_an_unprivileged_user_from_pinned_bases() -> None:
    assert "USER agentic" in DOCKERFILE
    bases = re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE)
    assert len(bases) == 3
    assert all(re.search(r":\d+\.\d+", base) for base in bases)


def test_what_the_image_copies_exists() -> None:
    for line in re.findall(r"^COPY (?!--from)(.+)$", DOCKERFILE, re.MULTILINE):
        *sources, _ = line.split()
        assert all((ROOT / source).exists() for source in sources), line


def test_the_image_starts_a_command_that_is_installed() -> None:
    project = (ROOT / "pyproject.toml").read_text()
    assert 'CMD ["agentic", "serve"]' in DOCKERFILE
    assert "\nagentic = " in project


def test_dashboards_and_alerts_use_metrics_that_the_gateway_exports() -> None:
    source = (ROOT / "gateway" / "metrics.py").read_text()
    exported = set(re.findall(r'"(agentic_\w+)"', source))
    dashboard = json.loads((ROOT / "prometheus/grafana/dashboards/overview.json").read_text())
    expressions = [target["expr"] for panel in dashboard["panels"] for target in panel["targets"]]
    alerts = yaml.safe_load((ROOT / "prometheus/alerts.yml").read_text())
    expressions += [rule["expr"] for group in alerts["groups"] for rule in group["rules"]]
    used = {name for text in expressions for name in re.findall(r"agentic_\w+", text)}
    assert used
    assert {re.sub(r"_(total|bucket|count|sum)$", "", name) for name in used} <= exported


def test_prometheus_scrapes_the_gateway_where_it_serves_metrics() -> None:
    job = yaml.safe_load((ROOT / "prometheus/prometheus.yml").read_text())["scrape_configs"][0]
    assert (job["metrics_path"], job["static_configs"][0]["targets"]) == ("/metrics", ["gateway:8000"])
