/**
 * Alertmanager seen from outside: a drill that is sent to it and waited for ({@link
 * lumen.watch.alert.AlertCommand}).
 */
package lumen.watch.alert;
