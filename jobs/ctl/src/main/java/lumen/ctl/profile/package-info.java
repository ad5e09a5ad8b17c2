/** Where a TaskManager spends its time, by Flink's own profiler. */
package lumen.ctl.profile;
