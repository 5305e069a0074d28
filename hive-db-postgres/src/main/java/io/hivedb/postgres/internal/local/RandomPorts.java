// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres.internal.local;

import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntSupplier;

/**
 * Ports to try. Below those that systems give to outgoing connections: Linux begins at 32768,
 * others at 49152.
 */
final class RandomPorts implements IntSupplier {

  private static final int FIRST = 10_240;
  private static final int LAST = 32_767;

  @Override
  public int getAsInt() {
    return ThreadLocalRandom.current().nextInt(FIRST, LAST + 1);
  }
}
