/**
 * Who did what to the jobs of a cluster, as lines of {@link lumen.cluster.audit.AuditLog}.
 *
 * <p>Knows a folder; no cluster, no job and no command.
 */
package lumen.cluster.audit;
