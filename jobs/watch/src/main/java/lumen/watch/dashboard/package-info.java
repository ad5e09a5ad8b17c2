/**
 * The dashboards of Grafana: what is on them ({@link lumen.watch.dashboard.Dashboards}), and the
 * files that are made of it ({@link lumen.watch.dashboard.DashboardJson}).
 *
 * <p>Levels come from the alert rules. Pure: no process, no network, no job.
 */
package lumen.watch.dashboard;
