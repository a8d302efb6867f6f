"""Prometheus metrics of this process, in a registry of their own so that two apps can live in one test."""

from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Counter, GCCollector, Histogram, PlatformCollector, ProcessCollector

if TYPE_CHECKING:
    from agent_core.models.observed import Called

FAST = (0.005, 0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.25, 2.5, 5, 10, 30, 60)


class Metrics:
    def __init__(self) -> None:
        self.registry = registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        PlatformCollector(registry=registry)
        GCCollector(registry=registry)
        self.requests = Counter(
            "agentic_http_requests", "Requests by route template", ["method", "route", "status"], registry=registry
        )
        self.request_seconds = Histogram(
            "agentic_http_request_seconds", "Until the answer began", ["method", "route"],
            buckets=FAST, registry=registry,
        )  # fmt: skip
        self.turns = Counter("agentic_turns", "Finished runs", ["interface", "status"], registry=registry)
        self.turn_seconds = Histogram(
            "agentic_turn_seconds", "From accepted to finished", ["interface"], buckets=FAST, registry=registry
        )
        self.first_token_seconds = Histogram(
            "agentic_first_token_seconds", "From accepted to the first token", buckets=FAST, registry=registry
        )
        self.model_calls = Counter(
            "agentic_model_calls", "Calls of a model", ["model", "purpose", "outcome"], registry=registry
        )
        self.model_tokens = Counter(
            "agentic_model_tokens", "Tokens of model calls", ["model", "direction"], registry=registry
        )
        self.model_cost = Counter(
            "agentic_model_cost_usd", "What model calls cost, in US dollars", ["model"], registry=registry
        )
        self.errors = Counter("agentic_errors", "Answers that were errors, by code", ["code"], registry=registry)
        self.sign_ins = Counter("agentic_sign_ins", "Attempts to sign in", ["outcome"], registry=registry)
        self.upload_bytes = Counter("agentic_upload_bytes", "Bytes of stored uploads", registry=registry)

    def model_called(self, call: "Called") -> None:
        self.model_calls.labels(call.model, call.purpose, call.outcome).inc()
        self.model_cost.labels(call.model).inc(call.cost_micros / 1_000_000)
        if call.usage:
            self.model_tokens.labels(call.model, "input").inc(call.usage.input)
            self.model_tokens.labels(call.model, "output").inc(call.usage.output)
