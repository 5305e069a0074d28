// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PoolLoadingTests {

  @Test
  void aConnectionThatLeadsNowhereIsLentAndReturned() {
    assertThat(PoolLoading.load()).isTrue();
  }
}
