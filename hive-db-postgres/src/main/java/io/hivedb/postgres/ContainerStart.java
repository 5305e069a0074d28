// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import io.hivedb.spi.ServerSettings;

/** The way into container mode: names no class of Testcontainers, which may not be there. */
final class ContainerStart {

  private ContainerStart() {}

  static Engine start(ServerSettings settings) {
    ContainerReadiness.require();
    readClassPath();
    return ContainerEngine.start(ContainerPlan.of(settings), ContainerSecret.of(settings));
  }

  /** Testcontainers lies on the class path, also where Hive DB lies on the module path. */
  private static void readClassPath() {
    Module module = ContainerStart.class.getModule();
    module.addReads(ContainerStart.class.getClassLoader().getUnnamedModule());
  }
}
