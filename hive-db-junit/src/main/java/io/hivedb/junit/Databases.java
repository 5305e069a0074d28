// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit;

import io.hivedb.HiveDb;
import io.hivedb.HiveDbConfig;
import io.hivedb.internal.BackendPreview;
import io.hivedb.internal.SharedServers;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Finds the database of a test, and opens it at first need. JUnit's store closes what is opened.
 */
final class Databases {

  static final Namespace NAMESPACE = Namespace.create(HiveDatabaseExtension.class);

  private Databases() {}

  /** The database of the nearest class that carries the annotation. */
  static HiveDb of(ExtensionContext context) {
    ExtensionContext owner = owner(context);
    return owner
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(owner.getUniqueId(), id -> open(owner), HiveDb.class);
  }

  /** The backend that it would be on, without opening it; found out once for each class. */
  static BackendPreview preview(ExtensionContext context) {
    ExtensionContext owner = owner(context);
    return owner
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(
            List.of(BackendPreview.class, owner.getUniqueId()),
            key -> BackendPreview.of(config(owner), parameters(owner)),
            BackendPreview.class);
  }

  private static ExtensionContext owner(ExtensionContext context) {
    Optional<ExtensionContext> current = Optional.of(context);
    while (current.isPresent()) {
      if (isClass(current.get()) && annotation(current.get()).isPresent()) {
        return current.get();
      }
      current = current.get().getParent();
    }
    throw new ExtensionConfigurationException(
        "No class around ["
            + context.getDisplayName()
            + "] carries @HiveDatabase. Put the annotation on the test class.");
  }

  private static boolean isClass(ExtensionContext context) {
    return context.getElement().filter(Class.class::isInstance).isPresent();
  }

  private static Optional<HiveDatabase> annotation(ExtensionContext context) {
    return AnnotationSupport.findAnnotation(context.getRequiredTestClass(), HiveDatabase.class);
  }

  private static HiveDb open(ExtensionContext owner) {
    return servers(owner).open(config(owner), parameters(owner), List.of());
  }

  private static HiveDbConfig config(ExtensionContext owner) {
    HiveDatabase annotation = annotation(owner).orElseThrow();
    return HiveDbConfig.builder()
        .label(owner.getRequiredTestClass().getName())
        .defaultBackend(annotation.backend())
        .scripts(annotation.scripts())
        .requires(annotation.requires())
        .build();
  }

  private static Function<String, @Nullable String> parameters(ExtensionContext context) {
    return key -> context.getConfigurationParameter(key).orElse(null);
  }

  /** One for the whole launcher session: all classes, also of several launches, share servers. */
  private static SharedServers servers(ExtensionContext context) {
    return context
        .getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
        .getOrComputeIfAbsent(
            SharedServers.class, type -> new SharedServers(), SharedServers.class);
  }
}
