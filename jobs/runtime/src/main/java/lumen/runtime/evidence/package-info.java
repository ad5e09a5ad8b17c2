/**
 * What a job enters as evidence of what it decided: entries ({@link
 * lumen.runtime.evidence.EvidenceEntry}) and the values that they rest on.
 *
 * <p>Values only: knows no rule, no job and no Flink. How entries stand in a line is {@code
 * lumen.runtime.lines.EvidenceForm}.
 */
package lumen.runtime.evidence;
