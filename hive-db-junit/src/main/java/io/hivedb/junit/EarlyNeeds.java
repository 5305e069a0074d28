// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit;

import io.hivedb.HiveDbConfig;
import java.lang.annotation.Annotation;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Disabled;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * The servers that test classes will surely need. Methods and parameters are not looked at, nor are
 * classes that may be skipped: nothing is started that no test needs.
 */
final class EarlyNeeds {

  private static final List<Class<? extends Annotation>> UNSURE =
      List.of(
          Disabled.class,
          EnabledOnBackend.class,
          DisabledOnBackend.class,
          RequiresCapability.class,
          EveryBackend.class);

  private EarlyNeeds() {}

  /** One configuration for each server. */
  static Collection<HiveDbConfig> of(Set<Class<?>> types) {
    Map<Object, HiveDbConfig> servers = new HashMap<>();
    types.stream()
        .filter(EarlyNeeds::isSure)
        .flatMap(type -> Declarations.of(type).values().stream())
        .forEach(
            declaration ->
                servers.computeIfAbsent(
                    List.of(declaration.backend(), declaration.requires(), declaration.isolation()),
                    key -> declaration.config("early start").build()));
    return servers.values();
  }

  private static boolean isSure(Class<?> type) {
    return UNSURE.stream().noneMatch(annotation -> AnnotationSupport.isAnnotated(type, annotation));
  }
}
