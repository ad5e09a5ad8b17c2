package lumen.fusion.tenant;

/**
 * What is handed to a tenant: aligned channels, provisional phases, the reference engine, texts and
 * commands.
 */
public sealed interface TenantInput
    permits AlignedBlock, NowBlock, ReferenceBlock, FactInput, CommandInput {
  /** The tenant. */
  String tenant();
}
