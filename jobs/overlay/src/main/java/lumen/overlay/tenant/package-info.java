/**
 * One tenant: its requests, outcomes and commands in the order of its log, and what follows from
 * them ({@link lumen.overlay.tenant.OverlayTenant}).
 *
 * <p>Pure: what is due happens by its own time, told by whoever calls; no Flink, no file, no clock
 * of the machine, no chance.
 */
package lumen.overlay.tenant;
