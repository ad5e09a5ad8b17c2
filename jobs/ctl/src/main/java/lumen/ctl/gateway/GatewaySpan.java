package lumen.ctl.gateway;

/**
 * What is true for a while.
 *
 * @param fromS when it begins, seconds after the start
 * @param toS when it ends
 * @param overlay of which it is true
 * @param truth what is true then
 */
public record GatewaySpan(double fromS, double toS, String overlay, ModelTruth truth) {}
