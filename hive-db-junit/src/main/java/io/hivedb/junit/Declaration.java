// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit;

import io.hivedb.Capability;
import io.hivedb.DatabasePreparer;
import io.hivedb.HiveDbConfig;
import io.hivedb.internal.PreparationStep;
import io.hivedb.internal.ScriptStep;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What somebody said of a database: an annotation, or a registered extension.
 *
 * @param name the name, empty for the default database
 * @param preparations what is done by code, as the steps that an annotation or a builder made
 */
record Declaration(
    String name,
    Isolation isolation,
    List<String> scripts,
    List<String> dataScripts,
    List<? extends PreparationStep> preparations,
    Migrations migrations,
    String migrationsAt,
    List<Capability> requires,
    String backend,
    boolean keepOnFailure,
    List<Consumer<HiveDbConfig.Builder>> settings) {

  static final String AUTO = "auto";

  static Declaration of(HiveDatabase annotation) {
    List<ClassStep> preparers = new ArrayList<>();
    for (Class<? extends DatabasePreparer> type : annotation.preparer()) {
      preparers.add(new ClassStep(type));
    }
    return new Declaration(
        annotation.name(),
        annotation.isolation(),
        List.of(annotation.scripts()),
        List.of(annotation.dataScripts()),
        preparers,
        annotation.migrations(),
        annotation.migrationsAt(),
        List.of(annotation.requires()),
        annotation.backend(),
        annotation.keepOnFailure(),
        List.of());
  }

  /** Whether it says no more than a name, as one that points to another does. */
  boolean isReference() {
    return equals(
        new Declaration(
            name,
            Isolation.CLASS,
            List.of(),
            List.of(),
            List.of(),
            Migrations.NONE,
            "",
            List.of(),
            AUTO,
            false,
            List.of()));
  }

  HiveDbConfig.Builder config(String label) {
    HiveDbConfig.Builder config =
        HiveDbConfig.builder()
            .label(name.isEmpty() ? label : label + ", " + name)
            .defaultBackend(backend)
            .scripts(scripts.toArray(String[]::new))
            .requires(requires.toArray(Capability[]::new));
    if (isolation == Isolation.METHOD) {
      config.requires(Capability.SNAPSHOTS);
    }
    settings.forEach(setting -> setting.accept(config));
    return config;
  }

  /** What is done after the scripts. */
  List<PreparationStep> steps() {
    ClassLoader loader = ClassPath.loader();
    List<PreparationStep> steps = new ArrayList<>();
    if (migrations != Migrations.NONE) {
      steps.add(MigrationStep.of(migrations, migrationsAt, loader));
    }
    steps.addAll(preparations);
    dataScripts.forEach(script -> steps.add(ScriptStep.of(loader, script)));
    return steps;
  }
}
