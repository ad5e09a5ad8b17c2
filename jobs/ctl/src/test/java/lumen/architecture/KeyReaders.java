package lumen.architecture;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.domain.JavaFieldAccess.AccessType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which components of settings records somebody reads outside the room of settings.
 *
 * <p>Beginning with all that is called from outside, the calls are followed through the room: an
 * accessor that is reached so is read, and so is the field of a component that such a method takes.
 * What only reads, checks or lists a config folder is called by nobody outside, but through the
 * catalogue, and reaches nothing. A call of an interface reaches those who implement it.
 */
final class KeyReaders {
  private final Predicate<JavaClass> settings;
  private final Set<String> read = new HashSet<>();
  private final Deque<JavaCodeUnit> reached = new ArrayDeque<>();
  private final Set<JavaCodeUnit> seen = new HashSet<>();

  /**
   * Follows the calls.
   *
   * @param classes production
   * @param settings whether a class lies in the room of settings
   */
  KeyReaders(JavaClasses classes, Predicate<JavaClass> settings) {
    this.settings = settings;
    for (JavaClass from : classes) {
      if (!settings.test(from)) {
        from.getCodeUnits().forEach(this::follow);
      }
    }
    while (!reached.isEmpty()) {
      follow(reached.pop());
    }
  }

  /** Whether a component is read. */
  boolean isRead(RecordComponent component) {
    return read.contains(named(component.getDeclaringRecord().getName(), component.getName()));
  }

  private void follow(JavaCodeUnit unit) {
    if (!copies(unit)) {
      unit.getFieldAccesses().forEach(this::take);
    }
    unit.getCallsFromSelf().forEach(this::take);
    unit.getCodeUnitReferencesFromSelf().forEach(this::take);
  }

  /** Whether it makes another of its own record: what is handed on is not read. */
  private static boolean copies(JavaCodeUnit unit) {
    return unit.getOwner().isRecord()
        && unit.getConstructorCallsFromSelf().stream()
            .anyMatch(call -> call.getTargetOwner().equals(unit.getOwner()));
  }

  /** An accessor that the compiler made gets its field too. */
  private void take(JavaFieldAccess access) {
    if (access.getAccessType() == AccessType.GET && settings.test(access.getTargetOwner())) {
      read.add(named(access.getTargetOwner().getName(), access.getTarget().getName()));
    }
  }

  private void take(JavaAccess<?> access) {
    if (settings.test(access.getTargetOwner())
        && access.getTarget() instanceof CodeUnitAccessTarget target) {
      target.resolveMember().ifPresent(this::reach);
    }
  }

  private void reach(JavaCodeUnit unit) {
    if (!seen.add(unit)) {
      return;
    }
    reached.push(unit);
    if (unit.getOwner().isInterface()) {
      for (JavaClass type : unit.getOwner().getAllSubclasses()) {
        type.tryGetMethod(unit.getName(), parameters(unit)).ifPresent(this::reach);
      }
    }
  }

  private static String[] parameters(JavaCodeUnit unit) {
    return unit.getRawParameterTypes().stream().map(JavaClass::getName).toArray(String[]::new);
  }

  private static String named(String owner, String component) {
    return owner + '.' + component;
  }
}
