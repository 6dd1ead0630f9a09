package tags

import "strings"

// stopLists are, by language, the words that carry no content: articles,
// pronouns, prepositions, conjunctions, auxiliary verbs, and the pieces that
// an apostrophe leaves. The lists are ours; a word that is not in them is
// counted.
var stopLists = map[string]string{
	"en": `a about above after again against all almost also although always am among an and another any anything are aren around as at
be became because become been before being below between both but by can cannot could couldn did didn do does doesn doing don done down during
each either else enough etc even ever every everything few for from further get gets getting give given go goes going got had hadn has hasn have haven having
he hence her here hers herself him himself his how however i if in into is isn it its itself just least less let like ll made make makes making many may maybe
me might mine more most much must my myself need needs neither never no nor not nothing now of off often on once one only onto or other others otherwise ought our ours
ourselves out over own per perhaps quite rather re really same say says see seem seems shall she should shouldn since so some something sometimes still such take taken than
that the their theirs them themselves then there therefore these they thing things this those though through thus to together too toward towards under unless until up upon us use
used using ve very via want was wasn way ways we well were weren what whatever when where whereas whether which while who whoever whole whom whose why will with within without won would
wouldn yes yet you your yours yourself yourselves`,
	"es": `a acá además ahí ahora al algo alguien algún alguna algunas alguno algunos allí ambos ante antes aquel aquella aquellas aquello aquellos aquí así aún aunque bajo
bien cada casi como cómo con contra cual cuál cuales cualquier cuando cuándo cuanto de debe deben deber del demás dentro desde después donde dónde dos durante e el él ella ellas ello ellos en
entonces entre era eran eres es esa esas ese eso esos esta está están estamos estar estas este esto estos estoy fue fueron fuera ha haber había habían hace hacen hacer hacia han hasta hay haya
he hemos hoy igual incluso ir la las le les lo los luego mas más me mejor menos mi mí mientras mis mismo misma mismos mismas mucha muchas mucho muchos muy nada nadie ni ningún ninguna ninguno no nos
nosotras nosotros nuestra nuestras nuestro nuestros nunca o otra otras otro otros para parte pero poca pocas poco pocos podemos poder podría por porque pueda pueden puede pues que qué quien quién quienes
se sea sean según ser si sí sido siempre sin sino sobre sólo solo somos son soy su sus tal también tampoco tan tanto te tener tenemos tenía ti tiene tienen toda todas todavía todo todos tras tu tú tus un una unas
uno unos usted ustedes va vamos van varias varios vez y ya yo`,
	"fr": `a ai aient ainsi alors après au aucun aucune aujourd aura auraient aurait aussi autant autre autres aux avaient avait avant avec avoir avons ayant beaucoup bien c ça car ce ceci cela celle celles celui
cependant ces cet cette ceux chacun chaque chez ci comme comment contre d dans de déjà depuis derrière des dès deux devant devrait doit doivent donc dont du durant elle elles en encore entre es est et étaient était
étant été être eu eux fait faire faut fois font furent fut hui ici il ils j je jusqu jusque l la laquelle là le lequel les lesquels leur leurs lors lorsque lui m ma mais malgré me même mêmes mes mieux moi moins mon n ne
ni non nos notamment notre nous on ont or ou où par parce parfois parmi pas pendant peu peut peuvent peut-être plus plusieurs plutôt pour pourquoi pourrait pouvoir près presque puis puisque qu quand que quel quelle quelles quelque
quelques quels qui quoi rien s sa sans se selon sera serait seront ses seulement si sien sinon soi soient soit son sont sous souvent suis sur t ta tandis tant te tel telle telles tels tes toi ton toujours tous tout toute toutes
très trop tu un une vers via voici voilà vos votre vous y`,
	"pt": `a à agora ainda algo alguém algum alguma algumas alguns ali além antes ao aos apenas após aquela aquelas aquele aqueles aquilo as às assim até cada com como contra cada da das de dela delas dele deles
depois desde dessa desse desta deste deve devem do dos e é ela elas ele eles em enquanto entre era eram essa essas esse esses esta está estão estar estas estava este estes eu fazer foi foram há isso isto já lá lhe lhes lo mais mas me
mesma mesmas mesmo mesmos meu meus minha minhas muita muitas muito muitos na nada não nas nem nenhum nenhuma nessa nesse nesta neste no nos nós nossa nossas nosso nossos num numa o onde os ou outra outras outro outros para pela
pelas pelo pelos perante pode podem pois por porque pouco qual quais qualquer quando quanto que quê quem se seja sejam sem sempre ser será seu seus si sido só sob sobre sua suas são também tão te tem têm temos ter teu teve tinha
toda todas todo todos tua tu tudo um uma umas uns vai você vocês vos`,
	"de": `aber alle allem allen aller alles als also am an andere anderem anderen anderer anderes auch auf aus bei beim bin bis bist bzw da dabei dadurch dafür damit danach dann daran darauf darf darin darüber das dass daß davon
dazu dein deine dem den denen denn der deren des deshalb dessen die dies diese diesem diesen dieser dieses doch dort du durch dürfen ein eine einem einen einer eines einige einigen er es etwa etwas euch euer eure für gegen gibt hab habe haben
hat hatte hatten hier hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im in indem ins ist ja jede jedem jeden jeder jedes jedoch jene kann kein keine keinem keinen keiner können könnte machen man manche mehr mein meine mich mir mit
muss muß müssen nach nämlich neben nicht nichts noch nun nur ob oder ohne sehr sein seine seinem seinen seiner seit selbst sich sie sind so sogar solche soll sollen sollte sollten sondern sonst sowie um und uns unser unsere unseren unter viel
viele vielen vom von vor wann war waren warum was weil weiter welche welchem welchen welcher welches wenig wenn wer werde werden wie wieder will wir wird wo wobei wollen worden wurde wurden würde würden zu zum zur zwar zwischen über`,
	"it": `a abbiamo ad adesso agli ai al alcune alcuni alla alle allo allora altre altri altro anche ancora avere aveva bene che chi ci ciò come con contro così cui da dagli dai dal dalla dalle dallo degli dei del della delle dello dentro
deve devono di dopo dove due durante e è ecco ed era erano essere fa fare fatto fino fra già gli ha hanno ho i il in io l la le lei li lo loro lui ma mai me meglio meno mentre mi mia mie miei mio molta molte molti molto ne negli nei nel nella nelle
nello no noi non nostra nostre nostri nostro o ogni oltre oppure per perché però più poco poi possono prima proprio può qual quale quali qualche quando quanto quella quelle quelli quello questa queste questi questo qui quindi sarà se sei sempre senza
si sia siamo siano sono sotto su sua sue sugli sui sul sulla sulle suo suoi tra troppo tu tutta tutte tutti tutto un una uno va verso vi voi`,
	"nl": `aan achter af al alle alleen als altijd ander andere anders bij binnen boven daar dan dat de deze die dit doen door dus een eens en er ergens geen gewoon had hebben heeft hem hen het hier hij hoe hun iets ik in is ja je jij jullie kan kunnen
maar man me meer men met mij mijn moet moeten na naar niet niets nog nu of om omdat ons onze ook op over te tegen toch tot tussen u uit uw van vanuit veel voor waar wanneer want waren was wat we wel welke werd wie wij wil worden wordt zal ze zeer zich
zij zijn zo zonder zou zouden`,
	"ru": `а без более бы был была были было быть в вам вас ваш вдруг весь во вот все всего всегда всех вы где да даже для до его ее её если есть еще ещё же за здесь и из или им их к как какая какой когда кто куда ли лучше между меня мне много может можно мой
моя мы на над надо нам нас не него нее неё нет ни нибудь никогда ним них но ну о об однако он она они оно от перед по под после потом потому почти при про раз с сам свою себя сейчас со совсем так такой там тем теперь то тогда того тоже только том тот
тут ты у уж уже хоть чего чем через что чтоб чтобы эта эти это этого этой этом этот я`,
	"ar": `إذا إذ إلى إلا أم أما أن إن أنا أنت أنتم أنه إنه أنها إنها أو أي أين أيضا أيضًا بأن بسبب بعد بعض بل بما بن به بها بهذا بين بينما تحت تكون تلك ثم حتى حول حيث خلال دون ذلك ذات سوف سوى ضد ضمن عبر عدم عليه عليها على علي عن عند عندما غير فإن
فقط في فيه فيها قبل قد كان كانت كل كلا كما كيف لا لأن لأنه لدى لقد لكن لكي لم لماذا لن له لها لهم لو ليس ليست ما ماذا مازال مثل مع معه معها من منذ منه منها منهم مهما نحن نحو نعم هذا هذه هل هم هن هنا هناك هو هي وأن وإن وفي وقد وكان ولا ولكن ولم وما ومن وهذا
وهذه وهو وهي ومع وعلى وإلى يجب يكون يمكن التي الذي الذين اللاتي`,
	"uk": `а або але б без був була були було бути в вам вас ви від вона вони все всі до для є за з зі із і й її їх її коли ми може можна має мають на над нам нас не немає ні про при по під після так також та те ти тільки то того тому у хто це цей ця ці цього чи чим що щоб
як яка який які я`,
	"id": `ada adalah agar akan antara apa atau bagi bahwa banyak bisa dalam dan dapat dari dengan di harus hanya ia ini itu jika juga kami karena ke kepada kita lebih maka masih mereka oleh pada para perlu saja sangat saya sebagai secara sehingga seperti serta setiap
sudah telah tetapi tidak untuk yang`,
}

// stops are the lists as sets.
var stops = func() map[string]map[string]bool {
	all := map[string]map[string]bool{}
	for lang, words := range stopLists {
		set := map[string]bool{}
		for _, w := range strings.Fields(words) {
			set[w] = true
		}
		all[lang] = set
	}
	return all
}()

// stopLanguages are the languages with a list, in the order in which they are
// tried where a text's language is not known.
var stopLanguages = []string{"en", "es", "fr", "pt", "de", "it", "nl", "ru", "uk", "ar", "id"}
