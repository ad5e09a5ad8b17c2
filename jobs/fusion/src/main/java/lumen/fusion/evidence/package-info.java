/**
 * Evidence: rules that explain what the system did. {@link lumen.fusion.evidence.EvidenceRules} are
 * compiled once; {@link lumen.fusion.evidence.TenantEvidence} applies them to the frames and text
 * events of one tenant and gives entries ({@link lumen.fusion.evidence.FusionEntries}).
 *
 * <p>Nothing here knows Flink, files or a clock. A condition is an expression of a closed grammar
 * ({@link lumen.fusion.evidence.Condition}): it can name the fields of {@link
 * lumen.fusion.evidence.Field}, the functions of the grammar and numbers, and nothing else, so
 * there is nothing that would have to be locked away.
 */
package lumen.fusion.evidence;
