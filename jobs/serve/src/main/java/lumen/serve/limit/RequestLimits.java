package lumen.serve.limit;

import java.util.SortedMap;

/**
 * Who may ask how often.
 *
 * @param ceiling for all together
 * @param standard for all that are not named, together
 * @param tenants for those that are named, each
 */
public record RequestLimits(
    RequestRate ceiling, RequestRate standard, SortedMap<String, RequestRate> tenants) {}
