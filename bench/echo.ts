// The least that a bot can be on the same adapter and the same web server: it says back what it heard. The measure for Baton.
import { Application, TeamsAdapter, type TurnState } from '@microsoft/teams-ai';
import restify from 'restify';

const adapter = new TeamsAdapter({});
const app = new Application<TurnState>({ adapter, removeRecipientMention: false, startTypingTimer: false });
app.activity('message', async (context) => {
  await context.sendActivity(`You said: ${context.activity.text}`);
});

const server = restify.createServer({ name: 'echo' });
server.use(restify.plugins.bodyParser());
server.post('/api/messages', async (req: restify.Request, res: restify.Response) => {
  await adapter.process(req as Parameters<typeof adapter.process>[0], res, async (context) => {
    await app.run(context);
  });
});
server.get('/healthz', async (_req: restify.Request, res: restify.Response) => {
  res.send(200, { ok: true });
});
server.listen(Number(process.env['PORT']), '127.0.0.1');
