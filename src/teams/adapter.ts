/**
 * The two SDKs, and nothing else of them anywhere: teams-ai's Application over its TeamsAdapter, our two routes, and the
 * credentials for what we send. Importing this file costs half a second and 100 MB, so tests of other rooms never do.
 */
// By file and not by the package's index, which would load a client of OpenAI and three tokenizers as well: 50 MB for nothing.
import { Application } from '@microsoft/teams-ai/lib/Application.js';
import { TeamsAdapter } from '@microsoft/teams-ai/lib/TeamsAdapter.js';
import type { TurnState } from '@microsoft/teams-ai/lib/TurnState.js';
import { type Activity, TurnContext } from 'botbuilder';
import type { Inbound, Said } from './activity.ts';
import type { Credentials } from './credentials.ts';
import { CONNECTOR_ISSUER, type Trust } from './trust.ts';

/** What an invoke is answered with; everything else has no answer of its own. */
export interface InvokeAnswer {
  status: number;
  body?: unknown;
}

export interface Handlers {
  text(at: Inbound, said: Extract<Said, { kind: 'text' }>): Promise<void>;
  click(at: Inbound, said: Extract<Said, { kind: 'click' }>): Promise<InvokeAnswer | null>;
  /** Members, installations and all the rest. */
  other(at: Inbound, said: Said): Promise<void>;
}

export interface Sdk {
  /** Checks the signature and runs the route; rejects with `Unauthorised` when the token does not hold. */
  receive(authorization: string, body: Record<string, unknown>, at: Inbound, said: Said): Promise<InvokeAnswer | null>;
  token(fresh: boolean): Promise<string | null>;
  userAgent: string;
}

export class Unauthorised extends Error {
  override readonly name = 'Unauthorised';
}

/** Where tokens for the Bot Connector come from; the SDK's defaults for the public cloud. */
const LOGIN = 'https://login.microsoftonline.com/';
const AUDIENCE = 'https://api.botframework.com';
/** Of nothing that Baton uses; the SDK wants all its addresses or none. */
const OAUTH = 'https://api.botframework.com';

class Adapter extends TeamsAdapter {
  /**
   * `process` without its habit of answering every error with 500 and the error's text. Nor does it make a client of the
   * Bot Connector and one for user tokens for each activity, a tenth of the work of an answer: what Baton sends goes
   * through connector.ts, and whatever else would send through the SDK fails here.
   */
  async take(authorization: string, activity: Activity, logic: (context: TurnContext) => Promise<void>) {
    const { claimsIdentity } = await this.botFrameworkAuthentication.authenticateRequest(activity, authorization);
    const context = new TurnContext(this, activity);
    context.turnState.set(this.BotIdentityKey, claimsIdentity);
    await this.runMiddleware(context, logic);
  }
}

/** Its typing timer is one field shared by all turns, and Baton answers before it would fire. */
class QuietApplication extends Application<TurnState> {
  override startTypingTimer(): void {}
}

export function openSdk(credentials: Credentials | null, handlers: Handlers, trust: Trust): Sdk {
  const authentication: ConstructorParameters<typeof TeamsAdapter>[2] = {
    requiredEndorsements: [],
    validTokenIssuers: [],
    // What the gate read from the unverified token, now from the verified one.
    async validateClaims(claims) {
      const claim = (type: string) => claims.find((one) => one.type === type)?.value;
      if (credentials && (claim('iss') !== CONNECTOR_ISSUER || claim('aud')?.toLowerCase() !== credentials.id))
        throw new Unauthorised('the token is not of the Bot Connector for this bot');
    },
  };
  const adapter = new Adapter(
    credentials
      ? {
          MicrosoftAppId: credentials.id,
          MicrosoftAppType: credentials.type,
          ...(credentials.password !== undefined && { MicrosoftAppPassword: credentials.password }),
          ...(credentials.tenant !== undefined && { MicrosoftAppTenantId: credentials.tenant }),
          ValidateAuthority: true,
          ToChannelFromBotLoginUrl: LOGIN,
          ToChannelFromBotOAuthScope: AUDIENCE,
          ToBotFromChannelTokenIssuer: CONNECTOR_ISSUER,
          OAuthUrl: OAUTH,
          ToBotFromChannelOpenIdMetadataUrl: trust.metadata,
          // Tokens of Entra, which the SDK takes for those of its emulator, are held against the Connector's keys: none fits.
          ToBotFromEmulatorOpenIdMetadataUrl: trust.metadata,
        }
      : {},
    undefined,
    authentication,
  );
  const app = new QuietApplication({ adapter, removeRecipientMention: false, startTypingTimer: false });
  const turns = new WeakMap<TurnContext, { at: Inbound; said: Said; answer: InvokeAnswer | null }>();
  const turnOf = (context: TurnContext) => {
    const turn = turns.get(context);
    if (!turn) throw new Error('A turn that did not come through receive()');
    return turn;
  };
  const is = (kind: Said['kind']) => async (context: TurnContext) => turns.get(context)?.said.kind === kind;

  app.addRoute(is('text'), async (context) => {
    const { at, said } = turnOf(context);
    if (said.kind === 'text') await handlers.text(at, said);
  });
  // Action.Execute comes as an invoke, Action.Submit as a message: two ways in, one route.
  for (const invoke of [true, false])
    app.addRoute(
      is('click'),
      async (context) => {
        const turn = turnOf(context);
        if (turn.said.kind === 'click') turn.answer = await handlers.click(turn.at, turn.said);
      },
      invoke,
    );
  app.addRoute(
    async () => true,
    async (context) => {
      const { at, said } = turnOf(context);
      await handlers.other(at, said);
    },
  );

  let bearer: ReturnType<typeof adapter.credentialsFactory.createCredentials> | null = null;
  return {
    userAgent: adapter.userAgent,
    async receive(authorization, body, at, said) {
      let entered = false;
      const turn = { at, said, answer: null as InvokeAnswer | null };
      try {
        const activity = { ...forSdk(body), timestamp: new Date() } as unknown as Activity;
        await adapter.take(authorization, activity, async (context) => {
          entered = true;
          turns.set(context, turn);
          await app.run(context);
        });
      } catch (error) {
        if (entered || !isTokenFault(error)) throw error;
        throw new Unauthorised('the SDK turned the token away', { cause: error });
      }
      // 404 and not the SDK's 501: whoever counts faults of ours must not count what was never here.
      return said.kind === 'invoke' ? { status: 404 } : turn.answer;
    },
    async token(fresh) {
      if (!credentials) return null;
      if (trust.token) return trust.token();
      bearer ??= adapter.credentialsFactory.createCredentials(credentials.id, AUDIENCE, LOGIN, true);
      const source = (await bearer) as unknown as { getToken(force?: boolean): Promise<string> };
      return source.getToken(fresh);
    },
  };
}

/** What the SDK needs to route an activity. The rest is read by Baton alone, so nothing in it can meet a habit of the SDK's. */
const NEEDED = ['type', 'id', 'name', 'channelId', 'serviceUrl', 'from', 'recipient', 'conversation'];

function forSdk(body: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(NEEDED.filter((name) => Object.hasOwn(body, name)).map((name) => [name, body[name]]));
}

/** The SDK's own errors carry 401; for bad signatures it lets jsonwebtoken's through. */
function isTokenFault(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof Unauthorised || (error as { statusCode?: unknown }).statusCode === 401) return true;
  return /^(JsonWebToken|TokenExpired|NotBefore)Error$/.test(error.name);
}
