// Officers with the engine of today's Element: matrix-js-sdk, whose encryption is the Rust crate that Element X has too.
//
// One process is driven by lines of JSON. Each line in is {id, who, what, ...}: what the officer of that name does. Each
// line out is {id, told} or {id, failed}. Nothing is kept on a disk; when the way in closes, the process ends.

import { createInterface } from "node:readline";

for (const level of ["debug", "error", "info", "log", "trace", "warn"]) {
    console[level] = (...said) => process.stderr.write(`${said.join(" ")}\n`); // standard output carries answers alone
}

const sdk = await import("matrix-js-sdk");
const { UserId } = await import("@matrix-org/matrix-sdk-crypto-wasm");
const { CryptoEvent, EventShieldColour, EventShieldReason } = await import("matrix-js-sdk/lib/crypto-api/index.js");
const { AllDevicesIsolationMode, OnlySignedDevicesIsolationMode, decodeRecoveryKey } =
    await import("matrix-js-sdk/lib/crypto-api/index.js");
const { VerificationPhase, VerificationRequestEvent, VerifierEvent } =
    await import("matrix-js-sdk/lib/crypto-api/verification.js");

const SAS = "m.sas.v1";
const ENCRYPTION = { type: "m.room.encryption", state_key: "", content: { algorithm: "m.megolm.v1.aes-sha2" } };

/** Somebody who is signed in on one device. */
class Officer {
    static async signIn({ server, user, password }) {
        const login = await sdk.createClient({ baseUrl: server }).loginRequest({
            type: "m.login.password",
            identifier: { type: "m.id.user", user },
            password,
        });
        const one = new Officer();
        one.password = password;
        one.client = sdk.createClient({
            baseUrl: server,
            userId: login.user_id,
            deviceId: login.device_id,
            accessToken: login.access_token,
            verificationMethods: [SAS],
            cryptoCallbacks: {
                getSecretStorageKey: async ({ keys }) => [Object.keys(keys)[0], one.recoveryKey],
                cacheSecretStorageKey: () => {},
            },
        });
        await one.client.initRustCrypto({ useIndexedDB: false });
        one.client.on(CryptoEvent.VerificationRequestReceived, (request) => one.follows(request));
        const ready = new Promise((resolve) => one.client.once(sdk.ClientEvent.Sync, resolve));
        // What the engine has to send on its own it sends after a sync, so syncs are short.
        await one.client.startClient({ initialSyncLimit: 50, lazyLoadMembers: false, pollTimeout: 1_000 });
        await ready;
        return [one, { user: login.user_id, device: login.device_id }];
    }

    get crypto() {
        return this.client.getCrypto();
    }

    /** Make an identity, secret storage and a backup of keys, as Element does at the first sign-in; the recovery key. */
    async makesIdentity() {
        await this.crypto.bootstrapCrossSigning({ authUploadDeviceSigningKeys: (send) => this.proven(send) });
        const key = await this.crypto.createRecoveryKeyFromPassphrase();
        this.recoveryKey = key.privateKey;
        await this.crypto.bootstrapSecretStorage({
            createSecretStorageKey: async () => key,
            setupNewSecretStorage: true,
            setupNewKeyBackup: true,
        });
        return key.encodedPrivateKey;
    }

    /** Take the identity to this device with the recovery key, and what the backup holds. */
    async bringsIdentity({ key }) {
        this.recoveryKey = decodeRecoveryKey(key);
        await this.crypto.userHasCrossSigningKeys(this.client.getUserId(), true);
        await this.crypto.bootstrapCrossSigning({});
        await this.crypto.loadSessionBackupPrivateKeyFromSecretStorage();
        await this.crypto.checkKeyBackupAndEnable();
        await this.crypto.restoreKeyBackup();
    }

    /** What the server wants to see before it takes an identity. */
    proven(send) {
        const identifier = { type: "m.id.user", user: this.client.getUserId() };
        return send({ type: "m.login.password", identifier, password: this.password });
    }

    /** Shut out devices that their owners have not signed, or go back to letting them in. */
    async isolates({ strictly }) {
        const mode = strictly ? new OnlySignedDevicesIsolationMode() : new AllDevicesIsolationMode(false);
        this.crypto.setDeviceIsolationMode(mode);
    }

    async makesRoom({ invite, direct }) {
        const made = await this.client.createRoom({
            preset: "private_chat",
            is_direct: direct,
            invite,
            initial_state: [ENCRYPTION],
            ...(direct ? {} : { name: "Sala" }),
        });
        return made.room_id;
    }

    async joins({ room }) {
        await this.client.joinRoom(room);
    }

    async invited() {
        return this.client.getRooms().flatMap((room) => (room.getMyMembership() === "invite" ? [room.roomId] : []));
    }

    async members({ room }) {
        return (this.client.getRoom(room)?.getJoinedMembers() ?? []).map((member) => member.userId);
    }

    async says({ room, content }) {
        return (await this.client.sendEvent(room, "m.room.message", content)).event_id;
    }

    async taps({ room, event, key }) {
        const relation = { rel_type: "m.annotation", event_id: event, key };
        return (await this.client.sendEvent(room, "m.reaction", { "m.relates_to": relation })).event_id;
    }

    /** What somebody put into a room, in order, as Element would show it. */
    async sees({ room, from }) {
        const events = this.client.getRoom(room)?.getLiveTimeline().getEvents() ?? [];
        const shown = events.filter((event) => event.getSender() === from && !event.isState());
        return Promise.all(
            shown.map(async (event) => {
                await event.getDecryptionPromise();
                const info = event.isEncrypted() ? await this.crypto.getEncryptionInfoForEvent(event) : null;
                return {
                    id: event.getId(),
                    type: event.getType(),
                    content: event.getOriginalContent(),
                    shown: event.getContent().body ?? "",
                    edited: event.replacingEvent() !== null,
                    encrypted: event.isEncrypted(),
                    failure: event.decryptionFailureReason,
                    shield: info && EventShieldColour[info.shieldColour],
                    reason: info && (EventShieldReason[info.shieldReason] ?? null),
                };
            }),
        );
    }

    /** What the engine thinks of somebody, and of each of their devices, with their keys as the server has them now. */
    async thinks({ of }) {
        const query = this.crypto.olmMachine.queryKeysForUsers([new UserId(of)]); // else it waits to be told of changes
        await this.crypto.outgoingRequestProcessor.makeOutgoingRequest(query);
        const user = await this.crypto.getUserVerificationStatus(of);
        const devices = (await this.crypto.getUserDeviceInfo([of], true)).get(of) ?? new Map();
        const status = {};
        for (const device of devices.keys()) {
            const found = await this.crypto.getDeviceVerificationStatus(of, device);
            status[device] = { signed: found.signedByOwner, verified: found.isVerified() };
        }
        return { verified: user.isCrossSigningVerified(), devices: status };
    }

    /** Seal what is said next with a new key, which has to be given out anew. */
    async forgetsSession({ room }) {
        await this.crypto.forceDiscardSession(room);
    }

    async asksInRoom({ user, room }) {
        this.follows(await this.crypto.requestVerificationDM(user, room));
    }

    async asksDevice({ user, device }) {
        this.follows(await this.crypto.requestDeviceVerification(user, device));
    }

    /** How far the verification is that is under way here: the phase, and the emoji once there are any. */
    async verifying() {
        const request = this.verification;
        if (!request) return { phase: null };
        return {
            phase: VerificationPhase[request.phase],
            mine: request.initiatedByMe,
            room: request.roomId ?? null,
            code: request.cancellationCode,
            emoji: this.sas?.sas.emoji ?? null,
        };
    }

    async accepts() {
        await this.verification.accept();
    }

    async starts() {
        this.compares(await this.verification.startVerification(SAS));
    }

    async confirms() {
        await this.sas.confirm();
    }

    async seesOther() {
        this.sas.mismatch();
    }

    /** Go along with a verification, whichever side asked for it and whichever starts it. */
    follows(request) {
        this.verification = request;
        this.verifier = this.sas = undefined;
        request.on(VerificationRequestEvent.Change, () => this.compares(request.verifier));
    }

    compares(verifier) {
        if (!verifier || verifier === this.verifier) return;
        this.verifier = verifier;
        this.sas = verifier.getShowSasCallbacks() ?? undefined;
        verifier.on(VerifierEvent.ShowSas, (sas) => (this.sas = sas));
        verifier.verify().catch((ended) => console.info("verification:", ended)); // its phase and code tell
    }

    /** Go away for good, as when a browser's storage is lost: the server keeps the device, and nobody has its keys. */
    async vanishes() {
        this.client.stopClient();
    }
}

const officers = new Map();

async function done({ who, what, ...how }) {
    if (what === "signIn") {
        const [one, told] = await Officer.signIn(how);
        officers.set(who, one);
        return told;
    }
    return officers.get(who)[what](how);
}

for await (const line of createInterface({ input: process.stdin })) {
    const { id, ...asked } = JSON.parse(line);
    done(asked)
        .then((told) => ({ id, told: told ?? null }))
        .catch((wrong) => ({ id, failed: String(wrong?.stack ?? wrong) }))
        .then((answer) => process.stdout.write(`${JSON.stringify(answer)}\n`));
}
process.exit(0);
