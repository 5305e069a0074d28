// SPDX-License-Identifier: Apache-2.0
package io.hivedb.pglite.internal;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/** A socket whose reader looks for what comes before it sleeps. */
final class SpinningSocket extends Socket {

  private @Nullable InputStream input;

  @Override
  public synchronized InputStream getInputStream() throws IOException {
    if (input == null) {
      input = new SpinningInputStream(super.getInputStream());
    }
    return input;
  }
}
