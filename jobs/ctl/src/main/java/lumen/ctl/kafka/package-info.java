/**
 * What commands need that ask a broker: the option that names the properties by which it lets them
 * in, and topics at any broker.
 *
 * <p>Knows no job and no other command.
 */
package lumen.ctl.kafka;
