package lumen.overlay.tenant;

import java.io.Serializable;
import lumen.overlay.breaker.BreakerSettings;
import lumen.overlay.flag.FlagSet;
import lumen.overlay.gate.GateSettings;
import lumen.overlay.join.JoinSettings;

/**
 * What a tenant begins with.
 *
 * @param flags the flags in force
 * @param join how outcomes are waited for
 * @param breaker when breakers open
 * @param gates when gates warn and block, where an overlay has nothing of its own
 * @param drift when a rollout is off
 */
public record TenantSettings(
    FlagSet flags,
    JoinSettings join,
    BreakerSettings breaker,
    GateSettings gates,
    DriftSettings drift)
    implements Serializable {}
