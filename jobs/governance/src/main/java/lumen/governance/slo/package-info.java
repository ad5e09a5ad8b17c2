/**
 * What a service promises: how the month stands, a fact that is counted, and when to alert, which
 * asks for the true rate behind a sample.
 */
package lumen.governance.slo;
