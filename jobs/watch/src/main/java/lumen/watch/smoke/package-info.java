/**
 * Ten questions to a cluster and a job from outside, each with its answer ({@link
 * lumen.watch.smoke.SmokeCommand}): REST, the endpoints of metrics, and a Prometheus if there is
 * one.
 */
package lumen.watch.smoke;
