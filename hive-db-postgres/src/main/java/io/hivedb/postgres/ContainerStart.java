// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import io.hivedb.spi.ServerSettings;
import io.hivedb.spi.Settings;

/** The way into container mode: names no class of Testcontainers, which may not be there. */
final class ContainerStart {

  private ContainerStart() {}

  static Engine start(ServerSettings settings) {
    ContainerReadiness.require();
    readClassPath();
    String image =
        settings.settings().text(PostgresProvider.IMAGE).orElse(PostgresProvider.DEFAULT_IMAGE);
    return ContainerEngine.start(
        image, settings.port(), settings.startTimeout(), memory(settings.settings()));
  }

  private static String memory(Settings settings) {
    return settings
        .find(PostgresProvider.DATA_MEMORY)
        .map(setting -> setting.read("a size such as 512m or 2g", ContainerStart::size))
        .orElse("");
  }

  private static String size(String text) {
    if (!text.matches("[1-9][0-9]{0,8}[kmg]")) {
      throw new IllegalArgumentException(text);
    }
    return text;
  }

  /** Testcontainers lies on the class path, also where Hive DB lies on the module path. */
  private static void readClassPath() {
    Module module = ContainerStart.class.getModule();
    module.addReads(ContainerStart.class.getClassLoader().getUnnamedModule());
  }
}
