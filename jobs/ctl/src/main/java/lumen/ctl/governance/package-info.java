/**
 * What lumenctl knows of the governance job beside what every job has: what a run told of its
 * services; and at the job's edge, since the job itself reads lines and asks nobody, what others
 * tell as lines about services: bills, metrics, messages.
 */
package lumen.ctl.governance;
