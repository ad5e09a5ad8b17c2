package lumen.overlay.tenant;

import java.io.Serializable;

/**
 * When a rollout takes another share than it should.
 *
 * @param sigmas so many standard errors off
 * @param minN of so many requests at least
 */
public record DriftSettings(double sigmas, long minN) implements Serializable {}
