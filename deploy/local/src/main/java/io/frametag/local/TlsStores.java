package io.frametag.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

/**
 * A server's key with a certificate for loopback that it has signed itself, and a trust store with that certificate. Made
 * on the spot, good for two days: no key is ever kept with the sources.
 *
 * @param keyStore PKCS #12, as is the trust store
 * @param password of both
 */
public record TlsStores(Path keyStore, Path trustStore, String password) {
    private static final String TYPE = "PKCS12";
    private static final String ALIAS = "loopback";
    private static final int PASSWORD_BYTES = 16;

    /** Makes them with the keytool of the JDK that runs this. */
    public static TlsStores make(Path folder) throws IOException, InterruptedException {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        TlsStores stores = new TlsStores(
                folder.resolve("key.p12"),
                folder.resolve("trust.p12"),
                HexFormat.of().formatHex(random));
        Files.createDirectories(folder);
        stores.makeKey();
        try {
            stores.trustCertificate();
        } catch (GeneralSecurityException e) {
            throw new IOException("Cannot make " + stores.trustStore, e);
        }
        return stores;
    }

    private void makeKey() throws IOException, InterruptedException {
        // RSA, since the cipher suites that Flink takes by default want it.
        ProcessBuilder keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "RSA",
                        "-keysize",
                        "2048",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=ip:127.0.0.1,dns:localhost",
                        "-validity",
                        "2",
                        "-storetype",
                        TYPE,
                        "-keystore",
                        keyStore.toString(),
                        "-storepass:env",
                        "STORE_PASSWORD"))
                .redirectErrorStream(true);
        keytool.environment().put("STORE_PASSWORD", password);
        Process process = keytool.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("keytool makes no key in " + keyStore + ": " + said.strip());
        }
    }

    private void trustCertificate() throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance(TYPE);
        try (InputStream in = Files.newInputStream(keyStore)) {
            keys.load(in, password.toCharArray());
        }
        KeyStore trusted = KeyStore.getInstance(TYPE);
        trusted.load(null, null);
        trusted.setCertificateEntry(ALIAS, keys.getCertificate(ALIAS));
        try (OutputStream out = Files.newOutputStream(trustStore)) {
            trusted.store(out, password.toCharArray());
        }
    }

    @Override
    public String toString() {
        return "TlsStores[" + keyStore + ", " + trustStore + "]";
    }
}
