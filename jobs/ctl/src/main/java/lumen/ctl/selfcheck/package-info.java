/**
 * Whether all is well, asked each night by a timer: what commands ask one by one, and one verdict
 * for node_exporter's textfile collector.
 */
package lumen.ctl.selfcheck;
