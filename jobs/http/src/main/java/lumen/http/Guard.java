package lumen.http;

import java.util.Optional;

/** Who may ask a port. Called by several threads. */
public interface Guard {
  /** Why a visit is refused, in one line; empty if it may go on. */
  Optional<String> refusal(Visit visit);
}
