package lumen.fusion.align;

/** What the aligner hands to a tenant. */
public sealed interface TenantInput permits AlignedBlock, ReferenceBlock {
  /** The tenant. */
  String tenant();
}
