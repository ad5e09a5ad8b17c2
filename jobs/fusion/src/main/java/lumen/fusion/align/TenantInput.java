package lumen.fusion.align;

/** What the aligner hands to a tenant. */
public sealed interface TenantInput permits AlignedBlock, ReferenceBlock, FactInput, CommandInput {
  /** The tenant. */
  String tenant();
}
