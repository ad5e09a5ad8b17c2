package lumen.governance.settings;

import java.io.Serializable;
import java.util.List;

/**
 * When a revision is taken back.
 *
 * @param mode auto or advise
 * @param on causes that are looked at
 * @param autoOn causes that may be commanded unasked
 * @param waitS from advice to command, s
 * @param confirmS how long an answer is waited for, s
 * @param maxAgeH oldest revision that is gone back to, h
 * @param minS youngest revision that is judged, s
 * @param maxS longest window, s
 */
public record RollbackSettings(
    String mode,
    List<String> on,
    List<String> autoOn,
    double waitS,
    double confirmS,
    double maxAgeH,
    double minS,
    double maxS)
    implements Serializable {}
