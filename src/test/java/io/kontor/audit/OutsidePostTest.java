package io.kontor.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** What is outside, and what is not. */
class OutsidePostTest {
    private static final ObjectProvider<OutsidePost.World> NOTHING =
            new StaticListableBeanFactory().getBeanProvider(OutsidePost.World.class);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.1.2.3",
                "172.20.0.1",
                "192.168.1.1",
                "169.254.169.254",
                "0.0.0.0",
                "100.64.0.1",
                "198.18.0.1",
                "192.0.0.8",
                "224.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fc00::1",
                "fd12::1",
                "ff02::1",
                "::ffff:10.0.0.1",
                "::10.0.0.1",
                "64:ff9b::a00:1",
                "2002:a00:1::"
            })
    void no_address_of_this_machine_or_around_it_is_outside(String address) throws UnknownHostException {
        assertThat(OutsidePost.inside(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"93.184.216.34", "8.8.8.8", "100.128.0.1", "172.32.0.1", "2606:2800:220:1::1"})
    void addresses_of_the_world_are_outside(String address) throws UnknownHostException {
        assertThat(OutsidePost.inside(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://example.com/", "https://localhost/", "https://[::1]/", "ftp://example.com/"})
    void nothing_is_sent_to_places_inside_or_in_the_open(String address) {
        assertThatThrownBy(() -> new OutsidePost(NOTHING).send(URI.create(address), "note"))
                .isInstanceOf(IOException.class);
    }
}
