"""Providers of models, for administrators. A key goes in and never comes out."""

from typing import Annotated

from fastapi import APIRouter, Depends

from agent_core.agents.schemas import Provider, ProviderChange, ProviderCheck, ProviderDraft
from gateway.deps import Gateway, administrator
from gateway.schemas import Page
from gateway.schemas_agents import ProviderTest, ProviderView

router = APIRouter(prefix="/api/providers", tags=["providers"], dependencies=[Depends(administrator)])
ProviderId = Annotated[str, "id of the provider; `environment` is the one of the settings"]


@router.get("")
async def list_providers(gateway: Gateway) -> Page[ProviderView]:
    """The one of the settings first, then the oldest first."""
    await gateway.minds.directory.refresh()
    return Page(items=[_view(each, gateway) for each in gateway.minds.directory.now.providers.values()])


@router.post("", status_code=201)
async def create_provider(draft: ProviderDraft, gateway: Gateway) -> ProviderView:
    """Its first model is used by every agent that has none of its own, behind those of older providers."""
    return _view(await gateway.minds.directory.add_provider(draft), gateway)


@router.get("/{provider_id}")
async def get_provider(provider_id: ProviderId, gateway: Gateway) -> ProviderView:
    await gateway.minds.directory.refresh()
    return _view(gateway.minds.directory.provider(provider_id), gateway)


@router.patch("/{provider_id}")
async def update_provider(provider_id: ProviderId, change: ProviderChange, gateway: Gateway) -> ProviderView:
    """Takes effect at once; an answer that is being written goes on as it began."""
    return _view(await gateway.minds.directory.change_provider(provider_id, change), gateway)


@router.delete("/{provider_id}", status_code=204)
async def delete_provider(provider_id: ProviderId, gateway: Gateway) -> None:
    """Refused while an agent names one of its models."""
    await gateway.minds.directory.remove_provider(provider_id)


@router.post("/{provider_id}/test")
async def test_provider(provider_id: ProviderId, wish: ProviderTest, gateway: Gateway) -> ProviderCheck:
    """Ask the server for its list of models and, when one is named, that model for a word."""
    from agent_core.agents.check import check_provider

    await gateway.minds.directory.refresh()
    provider = gateway.minds.directory.provider(provider_id)
    return await check_provider(provider, gateway.minds.key_of, wish.model)


def _view(provider: Provider, gateway: Gateway) -> ProviderView:
    return ProviderView(
        **provider.model_dump(exclude={"id", "sealed_key"}), id=provider.id, built_in=provider.built_in,
        has_key=_has_key(provider, gateway), state=gateway.minds.state_of(provider),
    )  # fmt: skip


def _has_key(provider: Provider, gateway: Gateway) -> bool:
    return gateway.settings.model_api_key is not None if provider.built_in else bool(provider.sealed_key)
