package lumen.fusion.tenant;

/** What is handed to a tenant: aligned channels, the reference engine, texts and commands. */
public sealed interface TenantInput permits AlignedBlock, ReferenceBlock, FactInput, CommandInput {
  /** The tenant. */
  String tenant();
}
