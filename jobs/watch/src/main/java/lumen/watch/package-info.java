/**
 * Watching a job from outside: gates, rules and alerts of Prometheus.
 *
 * <p>Knows no job by name and no cluster; of settings it knows how they are read.
 */
package lumen.watch;
