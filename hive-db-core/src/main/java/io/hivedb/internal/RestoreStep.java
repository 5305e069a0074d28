// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal;

import io.hivedb.HiveDbConfig;
import io.hivedb.HiveDbConfigurationException;
import io.hivedb.spi.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds what a database begins with where the settings name a backup. */
final class RestoreStep {

  /** The name of a backup in a folder. */
  static final String FILE = "dump.sql";

  private RestoreStep() {}

  static Optional<PreparationStep> of(Settings settings) {
    return settings.path(HiveDbConfig.RESTORE_FROM).map(RestoreStep::read);
  }

  private static PreparationStep read(Path backup) {
    Path file = Files.isDirectory(backup) ? backup.resolve(FILE) : backup;
    try {
      return ScriptStep.ofText(file.toString(), Files.readString(file));
    } catch (IOException e) {
      throw new HiveDbConfigurationException(
          "The backup ["
              + file.toAbsolutePath()
              + "] of the setting "
              + HiveDbConfig.RESTORE_FROM
              + " cannot be read. Name a file that HiveDb.backup wrote, or a folder with a ["
              + FILE
              + "].",
          e);
    }
  }
}
